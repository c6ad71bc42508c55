"""A claim and its dossier in, a judgement out; pure."""
