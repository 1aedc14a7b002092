"""Pictures of what hangs together, laid out here and drawn as SVG by a channel: boxes, lines between them, headings.

    surroundings_of(document, library)         what a resolution cites, is cited by, and has as counterparts
    draw_surroundings(document, found, …)      the same as a picture
    draw_sectors(theme, …)                     a theme, its Sectors with their roles, and their resolutions

A picture says nothing that its table does not say; where there is no room it tells how many more the table has.
"""
