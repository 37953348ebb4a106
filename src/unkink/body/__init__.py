"""The body: a skeleton, its clinical angles, and movements written in them.

    read_skeleton(text) -> Skeleton                              unkink.body.skeleton
    check_movement(source, name, *, others) -> Checked           unkink.body.check
    solve(movement, skeleton, working="right") -> SolvedMovement unkink.body.solve
    posture_at(solved, phase, progress) -> Posture               unkink.body.motion

Lengths are metres, angles degrees, axes those of the ISB: x to the front, y up, z to the person's right. Nothing here
knows any particular exercise, or reads a clock, the environment or the disk.
"""
