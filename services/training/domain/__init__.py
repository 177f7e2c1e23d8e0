"""Pure rules of training: no I/O, and the present instant is an argument."""
