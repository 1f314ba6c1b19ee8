"""What a process that reads a stranger's file may take, and that nothing of it is kept where it dies."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

MOST_BYTES = 4 * 1024**3
"""Memory: a sheet as long as Excel's are, of twenty columns, fits."""

_LOOK_EVERY = 0.05
"""Seconds."""


def limit_memory(most: int = MOST_BYTES) -> None:
    """Let this process take `most` bytes more than it has; what wants more ends it, and nothing else.

    Linux refuses the memory, Windows likewise by a job object. macOS has no such limit (`RLIMIT_AS` is not
    enforced there), so the process looks after itself.
    """
    if sys.platform == "win32":
        _limit_by_job(most)
    elif sys.platform == "darwin":
        threading.Thread(target=_end_when_over, args=(most,), daemon=True).start()
    else:
        import resource

        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        wanted = taken + most if hard == resource.RLIM_INFINITY else min(taken + most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def leave_no_image() -> None:
    """Where this process crashes, its memory, a person's table in it, goes into no file and no dialog."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.SetErrorMode(msvcrt.SEM_FAILCRITICALERRORS | msvcrt.SEM_NOGPFAULTERRORBOX)
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if sys.platform == "darwin":

    def _end_when_over(most: int) -> None:
        import resource

        begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # in bytes here
        while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begun < most:
            time.sleep(_LOOK_EVERY)
        os.abort()


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _LIMIT_INFORMATION, _PROCESS_MEMORY = 9, 0x100
    """`JobObjectExtendedLimitInformation` and `JOB_OBJECT_LIMIT_PROCESS_MEMORY` of Windows' winnt.h."""

    class _Basic(ctypes.Structure):
        """`JOBOBJECT_BASIC_LIMIT_INFORMATION`."""

        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("smallest_working_set", ctypes.c_size_t),
            ("largest_working_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        """`JOBOBJECT_EXTENDED_LIMIT_INFORMATION`."""

        _fields_ = (
            ("basic", _Basic),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("process_peak", ctypes.c_size_t),
            ("job_peak", ctypes.c_size_t),
        )

    def _limit_by_job(most: int) -> None:
        """Without effect where Windows refuses, as within some jobs of others: the rest protects still."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        limits = _Extended(basic=_Basic(flags=_PROCESS_MEMORY), process_memory=most)
        kernel.SetInformationJobObject(job, _LIMIT_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess()))
