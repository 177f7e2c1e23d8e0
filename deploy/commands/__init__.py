"""The commands of `wego`, a module each: `add(parser)` says its options, `run(options)` returns the exit code."""
