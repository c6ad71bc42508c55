"""Opens graphs of ONNX as this service runs them: on the processor, with so many threads, and telling nobody."""

from __future__ import annotations

import os
from pathlib import Path

# Builds of the library note every session in a file of the user's and send it to their maker, from the moment they are
# loaded, unless this is set. What is asked here is nobody else's.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime


def open_session(graph: Path, *, threads: int, arena: bool = True) -> onnxruntime.InferenceSession:
    """The graph in the file `graph`; `threads` work on one call, and `arena` keeps the memory of the largest one.

    Raises whatever the library raises for a file that is no graph: plain exceptions of its own making.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = arena
    # Threads that spin while they wait would take the other cores from requests that run beside this one.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
