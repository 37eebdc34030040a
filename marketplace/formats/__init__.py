"""How days are typed, in both languages: as Viet Nam writes them, or as machines do. Never month first."""

#: The first is what a field for days of the browser's own reads.
DATES = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
MOMENTS = [f"{date} {time}" for date in DATES for time in ("%H:%M:%S", "%H:%M:%S.%f", "%H:%M")]
