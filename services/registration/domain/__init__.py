"""Pure rules of registration: no I/O, and the present instant is an argument."""
