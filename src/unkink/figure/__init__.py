"""Pictures of movements, drawn from a posed body: stills as vector graphics.

    read_body(mesh, skeleton) -> Body                  unkink.figure.body
    still(body, solved, pose, view=..., tone=...)      unkink.figure.still

Pure: the same body, movement, pose and tone give the same bytes. Nothing here knows any particular exercise.
"""
