"""Fitting: builds labelled pairs, trains the adapters of the meaning model, measures it."""
