"""What leaves the house: tables, maps, timelines, annotations, the annotation contract."""
