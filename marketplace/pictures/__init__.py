"""Pictures as pages show them: photographs, illustrations, plain files; docs/pictures.md."""
