"""The programme office's screens: decisions in, questions to decide, certificates, listings."""
