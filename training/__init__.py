"""How the learned taggers are trained: reading the corpus, labelling it, the networks, and their export. Needs PyTorch."""
