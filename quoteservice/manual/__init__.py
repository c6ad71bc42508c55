"""The parts of the manual that are made: the reference from the code, the figures from results/."""
