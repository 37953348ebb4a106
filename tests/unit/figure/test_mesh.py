"""Bodies are read as they were written, and stay what they are however they are posed."""

from __future__ import annotations

from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from tests.unit.figure.shipped import BODIES, body
from unkink.body.posture import Posture
from unkink.body.segments import SEGMENTS
from unkink.figure.mesh import Material, NotABody, decode_mesh, encode_mesh
from unkink.figure.skin import posed, vertex_normals

LARGEST = 130_000  # bytes of one body's surface


@pytest.mark.parametrize("name", BODIES)
def test_a_body_stays_small(name: str) -> None:
    data = (resources.files("unkink.library") / "bodies" / f"{name}.npz").read_bytes()
    assert len(data) < LARGEST


@pytest.mark.parametrize("name", BODIES)
def test_skeleton_and_surface_were_made_in_the_same_stance(name: str) -> None:
    mesh, rest = body(name).mesh, body(name).skeleton.rest
    assert_allclose(mesh.origins, rest.origins, atol=1e-4)
    assert_allclose(mesh.rotations, rest.rotations, atol=1e-4)


@pytest.mark.parametrize("name", BODIES)
def test_in_that_stance_the_surface_is_as_it_was_made(name: str) -> None:
    mesh, rig = body(name).mesh, body(name).actor.rig
    points, normals = posed(mesh, rig, mesh.rotations, mesh.origins)
    torso = mesh.points[:, 1] > -1  # every vertex
    assert np.median(np.linalg.norm(points - mesh.points, axis=1)[torso]) < 1e-5
    assert_allclose(np.linalg.norm(normals, axis=1), 1, atol=1e-6)


@pytest.mark.parametrize("name", BODIES)
def test_every_vertex_goes_with_segments_that_add_up_to_one(name: str) -> None:
    mesh = body(name).mesh
    assert_allclose(mesh.weights.sum(1), 1)
    assert mesh.segments.max() < len(SEGMENTS) and mesh.faces.max() < len(mesh.points)
    assert set(np.unique(mesh.materials)) == {int(material) for material in Material}


def test_the_bodies_are_different_people() -> None:
    heights = {round(float(np.ptp(body(name).mesh.points[:, 1])), 2) for name in BODIES}
    assert len(BODIES) >= 3
    assert len(heights) == len(BODIES)
    for material in range(4):
        assert len({body(name).mesh.colours[material] for name in BODIES}) == len(BODIES)


def test_moving_the_whole_body_moves_every_vertex_alike() -> None:
    here, there = (body().hold(Posture({}, np.eye(3), np.array(at))) for at in ([0.0, 0, 0], [1.0, 2, 3]))
    assert_allclose(there.points - here.points, np.broadcast_to([1, 2, 3], here.points.shape), atol=1e-4)


@pytest.mark.parametrize("degrees", [-70.0, 80.0])
def test_turning_the_forearm_leaves_it_as_thick_as_it_is(degrees: float) -> None:
    """The fault of plain linear blending: at the elbow it would shrink to the cosine of half the turn."""
    mesh, index = body().mesh, SEGMENTS.index("forearm_r")
    ours = (mesh.segments[:, 0] == index) & (mesh.weights[:, 0] > 0.9)

    def thickness(angle: float) -> np.ndarray:
        held = body().hold(Posture({"elbow_r.pronation": angle}))
        rotation, origin = held.frame("forearm_r")
        local = (held.points[ours] - origin) @ rotation
        return np.asarray(np.hypot(local[:, 0], local[:, 2]))

    ratio = thickness(degrees) / thickness(0.0)
    assert ratio.min() > 0.88 and ratio.max() < 1.05


def test_normals_point_outward() -> None:
    mesh = body().mesh
    skin = np.unique(mesh.faces[mesh.materials == Material.TOP])
    axis = mesh.points[skin] * [1, 0, 1]
    trunk = np.abs(axis[:, 2]) < 0.15
    outward = (vertex_normals(mesh.points, mesh.faces)[skin] * axis).sum(1)
    assert (outward[trunk] > 0).mean() > 0.9


def test_a_mesh_is_read_as_it_was_written() -> None:
    points = np.array([[0.0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 0.5]])
    faces = np.array([[0, 1, 2], [0, 2, 3]])
    weights = np.zeros((4, len(SEGMENTS)))
    weights[:, 0], weights[2, 1], weights[2, 0] = 1, 0.25, 0.75
    rotations = np.tile(np.eye(3), (len(SEGMENTS), 1, 1))
    features = {"mouth": np.array([[0.1, 0.2, 0.3]])}
    colours = ("#010203", "#102030", "#ffffff", "#000000")
    materials = np.array([Material.SKIN, Material.HAIR])
    data = encode_mesh(points, faces, materials, weights, rotations, np.zeros((len(SEGMENTS), 3)), features, colours)
    mesh = decode_mesh(data)
    assert_allclose(mesh.points, points, atol=1e-4)
    assert (mesh.faces == faces).all() and (mesh.materials == materials).all() and mesh.colours == colours
    assert_allclose(mesh.weights.sum(1), 1)
    assert_allclose(sorted(mesh.weights[2])[-2:], [0.25, 0.75], atol=0.01)
    assert_allclose(mesh.features["mouth"], features["mouth"], atol=1e-6)
    assert data == encode_mesh(
        points, faces, materials, weights, rotations, np.zeros((len(SEGMENTS), 3)), features, colours
    )


@given(st.binary(max_size=300))
def test_other_bytes_are_no_body(data: bytes) -> None:
    with pytest.raises(NotABody):
        decode_mesh(data)
