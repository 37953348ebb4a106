// @ts-check
/** How the figure is painted: flat colours in two steps of shade and one of light, with an outline, as on a handout. */
import { AddEquation, BackSide, Color, CustomBlending, DoubleSide, LessDepth, OneFactor, OneMinusSrcAlphaFactor, ShaderMaterial, Vector2, Vector3, Vector4 } from "../../../vendor/three.js";

/** Laid over what is there already, colours multiplied by their alpha, yet drawn in its turn. */
const OVER = { blending: CustomBlending, blendEquation: AddEquation, blendSrc: OneFactor, blendDst: OneMinusSrcAlphaFactor };
const LIGHT = new Vector3(-0.42, 0.62, 0.66).normalize(); // from the left above, to the viewer

export const OUTLINE = 26; // units of the picture, beyond the figure
export const INNER = 15;
export const HALO = 46;

/** Everything that one material shares with another: colours of the tone, the size of a unit. */
export function sharedUniforms() {
  return {
    unit: { value: new Vector2() },
    ink: { value: new Color() },
    halo: { value: new Color() },
    shade: { value: new Color() },
    shadeShare: { value: 0 },
    bright: { value: new Color() },
    brightShare: { value: 0 },
    fallen: { value: new Color() },
    fallenShare: { value: 0 },
    muscle: { value: new Color() },
    muscleLine: { value: new Color() },
    effort: { value: new Vector4() },
    paints: { value: Array.from({ length: 5 }, () => new Color()) },
    light: { value: LIGHT.clone() },
  };
}

/** Colours as they are written, for a canvas that shows them as they are. */
export function setColour(uniform, hex) {
  uniform.value.setStyle(hex, ""); // no conversion: what is mixed here is what a picture editor mixes
}

const POSED = /* glsl */ `
  #include <common>
  #include <skinning_pars_vertex>
  uniform vec2 unit;
  #ifdef USE_SKINNING
    attribute vec4 _ink;
  #else
    const vec4 _ink = vec4(0.0, 14.0, 0.0, 0.0);
  #endif
`;
const POSE = /* glsl */ `
  #include <skinbase_vertex>
  vec3 objectNormal = normal;
  #include <skinnormal_vertex>
  vec3 transformed = position;
  #include <skinning_vertex>
  vec3 facing = normalize(normalMatrix * objectNormal);
  vec4 seen = modelViewMatrix * vec4(transformed, 1.0);
`;

/** @param {any} shared @param {{paint?: Color, shaded?: boolean}} given  nothing: the body with its own paints */
export function paintMaterial(shared, { paint, shaded = true } = {}) {
  return new ShaderMaterial({
    uniforms: { ...shared, paint: { value: paint ?? new Color() } },
    defines: { ...(paint ? {} : { BODY: 1 }), ...(shaded ? { SHADED: 1 } : {}) },
    side: DoubleSide,
    vertexShader: `${POSED}
      varying vec3 vFacing; varying vec4 vInk;
      #ifdef BODY
        attribute vec4 inside; varying vec4 vInside;
      #endif
      void main() {
        ${POSE}
        vFacing = facing; vInk = _ink;
        #ifdef BODY
          vInside = inside;
        #endif
        gl_Position = projectionMatrix * seen;
      }`,
    fragmentShader: /* glsl */ `
      uniform vec3 paint, shade, bright, light, muscle, muscleLine, ink; uniform float shadeShare, brightShare;
      uniform vec3 paints[5]; uniform vec4 effort;
      varying vec3 vFacing; varying vec4 vInk;
      #ifdef BODY
        varying vec4 vInside;
      #endif
      float over(float value, float level) {
        float soft = fwidth(value) * 0.75 + 1e-4;
        return smoothstep(level - soft, level + soft, value);
      }
      void main() {
        vec3 colour = paint;
        float head = 0.0, hair = 0.0;
        #ifdef BODY
          int own = int(vInk.x + 0.5);
          bool cloth = own == 1 || own == 2;
          if (!gl_FrontFacing && !cloth) discard;
          colour = own == 0 || own == 4 ? paints[0] : own == 1 ? paints[1] : own == 2 ? paints[2] : paints[3];
          head = vInk.z / 255.0; hair = own == 3 ? 1.0 : 0.0;
          if (!gl_FrontFacing) { gl_FragColor = vec4(mix(colour, vec3(0.102, 0.063, 0.125), 0.45), 1.0); return; }
        #endif
        #ifdef SHADED
          vec3 facing = normalize(vFacing) * (gl_FrontFacing ? 1.0 : -1.0);
          float lit = dot(facing, light);
          if (head > 0.3) lit = min(lit + 0.34 * head, 0.88);
          lit -= 0.12 * hair;
          colour = mix(colour, shade, shadeShare * (1.0 - over(lit, 0.36)));
          colour = mix(colour, shade, shadeShare * 0.75 * (1.0 - over(lit, 0.0)));
          colour = mix(colour, bright, brightShare * over(lit, 0.93));
        #endif
        #ifdef BODY
          for (int k = 0; k < 4; k += 1) {
            float within = over(vInside[k], 0.0);
            float line = within * (1.0 - over(vInside[k], 0.0022));
            colour = mix(colour, muscle, effort[k] * 0.74 * within);
            colour = mix(colour, muscleLine, effort[k] * 0.8 * line);
          }
        #endif
        gl_FragColor = vec4(colour, 1.0);
      }`,
  });
}

/** The surface turned inside out and grown: what stands out of the figure is its outline. */
export function hullMaterial(shared, colour, units, isInner) {
  return new ShaderMaterial({
    uniforms: { ...shared, line: shared[colour], grown: { value: units } },
    defines: isInner ? { INNER: 1 } : {},
    side: BackSide,
    depthTest: isInner,
    depthWrite: isInner,
    vertexShader: `${POSED}
      uniform float grown;
      void main() {
        ${POSE}
        float much = grown;
        #ifdef INNER
          float drop = _ink.y > 254.0 ? 14.0 : _ink.y; // what lies less far behind is not parted by a line
          seen.z -= drop / 1000.0;
          much *= (1.0 - 0.45 * _ink.z / 255.0) * (_ink.y > 254.0 ? 0.0 : 1.0);
        #endif
        gl_Position = projectionMatrix * seen;
        gl_Position.xy += facing.xy / max(length(facing.xy), 1e-4) * much * unit;
      }`,
    fragmentShader: "uniform vec3 line; void main() { gl_FragColor = vec4(line, 1.0); }",
  });
}

/** The same surface as it falls onto the floor. Every place of the floor is darkened once. */
export function shadowMaterial(shared) {
  return new ShaderMaterial({
    uniforms: shared,
    side: DoubleSide,
    depthFunc: LessDepth,
    ...OVER,
    vertexShader: `${POSED}
      void main() {
        ${POSE}
        vec4 placed = modelMatrix * vec4(transformed, 1.0);
        placed.xyz += vec3(0.10, 0.0, -0.06) * placed.y;
        placed.y = 0.0;
        gl_Position = projectionMatrix * viewMatrix * placed;
        gl_Position.z = 0.9999;
      }`,
    fragmentShader: "uniform vec3 fallen; uniform float fallenShare; void main() { gl_FragColor = vec4(fallen * fallenShare, fallenShare); }",
  });
}

/** Lines and strands that are laid out in the picture itself, each corner with its colour. */
export function strokeMaterial() {
  return new ShaderMaterial({
    side: DoubleSide,
    transparent: true,
    depthFunc: LessDepth,
    premultipliedAlpha: true,
    vertexShader: "attribute vec4 tint; varying vec4 vTint; void main() { vTint = tint; gl_Position = vec4(position, 1.0); }",
    fragmentShader: "varying vec4 vTint; void main() { gl_FragColor = vec4(vTint.rgb * vTint.a, vTint.a); }",
  });
}
