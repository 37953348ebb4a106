"""Movements that a person might write beside a program of their own."""

from __future__ import annotations

NOD = """\
format: 1
title: Nod, standing
description: Standing tall, the head bows and comes up again.
base: standing
poses:
  tall:
    floor: [working.sole, other.sole]
  bowed:
    like: tall
    trunk: {neck_flexion: 20}
phases:
  - {name: start, pose: tall, does: place, seconds: 2, say: Stand <tall>.}
  - {name: bow, pose: bowed, does: lift, seconds: 2, say: Bow your head.}
  - {name: rise, pose: tall, does: lower, seconds: 2, say: And up.}
"""

BROKEN = NOD.replace("neck_flexion", "neck_flexoin")

PROGRAM = """\
---
format: 1
title: Necks
sessions: 2 a week
---

For a neck.

## Nod {#nod}

Why nod.

- movement: nod
- dose: 1 reps, hold 1 s

1. Nod.

## Look {#look}

- movement: nowhere
- dose: 1 reps, hold 1 s

1. Look.
"""
