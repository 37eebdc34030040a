"""What an editor meets of other provinces: nothing that is not for everybody. docs/provinces.md."""
