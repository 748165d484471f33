"""What the process gives up before it opens its first file. Nothing of it can be taken back.

Everywhere: memory, files, processes. On Linux on x86-64 and ARM also the system: of its calls only those stay that
read files and manage memory, so there is no socket, no program to start, nothing to write but the answer.
Source: getrlimit(2), prctl(2), seccomp(2); Linux uapi asm/unistd_64.h and asm-generic/unistd.h; linux/bpf_common.h.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import resource
import sys
from collections.abc import Sequence

MEMORY = 1_073_741_824
"""Octets of address space; the largest picture that is decoded takes 300 MB."""

FILES = 32
"""Files open at once: three pipes, and what an import needs."""

_PLAIN = {
    "x86_64": (
        # read write close stat fstat lstat poll lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn
        *(0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
        # ioctl pread64 readv writev access select sched_yield mremap mincore madvise dup nanosleep getpid exit uname
        *(16, 17, 19, 20, 21, 23, 24, 25, 27, 28, 32, 35, 39, 60, 63),
        # fcntl getcwd readlink gettimeofday getrlimit getrusage sysinfo times getuid getgid geteuid getegid getppid
        *(72, 79, 89, 96, 97, 98, 99, 100, 102, 104, 107, 108, 110),
        # sigaltstack statfs fstatfs arch_prctl setrlimit gettid futex sched_getaffinity getdents64 restart_syscall
        *(131, 137, 138, 158, 160, 186, 202, 204, 217, 219),
        # fadvise64 clock_gettime clock_getres clock_nanosleep exit_group newfstatat readlinkat faccessat pselect6 ppoll
        *(221, 228, 229, 230, 231, 262, 267, 269, 270, 271),
        # set_robust_list getrandom membarrier statx rseq faccessat2
        *(273, 318, 324, 332, 334, 439),
    ),
    "aarch64": (
        # getcwd dup fcntl ioctl statfs fstatfs faccessat close getdents64 lseek read write readv writev pread64
        *(17, 23, 25, 29, 43, 44, 48, 57, 61, 62, 63, 64, 65, 66, 67),
        # pselect6 ppoll readlinkat newfstatat fstat exit exit_group futex set_robust_list nanosleep
        *(72, 73, 78, 79, 80, 93, 94, 98, 99, 101),
        # clock_gettime clock_getres clock_nanosleep sched_getaffinity sched_yield restart_syscall sigaltstack
        *(113, 114, 115, 123, 124, 128, 132),
        # rt_sigaction rt_sigprocmask rt_sigreturn times uname getrlimit setrlimit getrusage gettimeofday getpid getppid
        *(134, 135, 139, 153, 160, 163, 164, 165, 169, 172, 173),
        # getuid geteuid getgid getegid gettid sysinfo brk munmap mremap mmap fadvise64 mprotect mincore madvise
        *(174, 175, 176, 177, 178, 179, 214, 215, 216, 222, 223, 226, 232, 233),
        # getrandom membarrier statx rseq faccessat2
        *(278, 283, 291, 293, 439),
    ),
}
"""Calls that stay, whatever their arguments."""

_READING = {"x86_64": ((2, 1), (257, 2)), "aarch64": ((56, 2),)}
"""open and openat, and which argument holds the flags: they stay for reading."""

_OWN = {"x86_64": 302, "aarch64": 261}
"""prlimit64: it stays for the process itself, whose pid is given as 0."""

_MACHINE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""AUDIT_ARCH of linux/audit.h; a call made in another manner (32 bits) ends the process."""

_WRITING = 0o3 | 0o100 | 0o1000
"""O_WRONLY, O_RDWR, O_CREAT, O_TRUNC of both machines."""

_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER, _DUMPABLE = 38, 22, 2, 4


class _Instruction(ctypes.Structure):
    """struct sock_filter."""

    _fields_ = (("code", ctypes.c_uint16), ("jt", ctypes.c_uint8), ("jf", ctypes.c_uint8), ("k", ctypes.c_uint32))


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_uint16), ("filter", ctypes.POINTER(_Instruction)))


def confine() -> tuple[str, ...]:
    """Gives up what is not needed; what could be given up here, in words: memory, files, ..., system calls."""
    sys.dont_write_bytecode = True
    done = [word for word, number, value in _limits() if _limited(number, value)]
    if sys.platform == "linux" and _filtered(platform.machine()):
        done.append("system calls")
    return tuple(done)


def allow_seconds(seconds: float) -> None:
    """From now on so much more processor time, rounded up; then the process is ended by the system."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(usage.ru_utime + usage.ru_stime + seconds) + 2
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _limits() -> list[tuple[str, int, int]]:
    limits = [
        ("memory", resource.RLIMIT_AS, MEMORY),
        ("open files", resource.RLIMIT_NOFILE, FILES),
        ("writing", resource.RLIMIT_FSIZE, 0),
        ("core dumps", resource.RLIMIT_CORE, 0),
    ]
    if hasattr(resource, "RLIMIT_NPROC"):
        limits.append(("processes", resource.RLIMIT_NPROC, 0))
    return limits


def _limited(number: int, value: int) -> bool:
    """Whether the limit could be set; some systems know a limit and refuse to set it."""
    try:
        resource.setrlimit(number, (value, value))
    except (ValueError, OSError):
        return False
    return True


def _filtered(machine: str) -> bool:
    """Whether the kernel took the filter of system calls."""
    if machine not in _MACHINE:
        return False
    instructions = program(machine)
    array = (_Instruction * len(instructions))(*(_Instruction(*each) for each in instructions))
    whole = _Program(len(instructions), array)
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    prctl(_DUMPABLE, 0, 0, 0, 0)
    if prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(prctl(_SECCOMP, _FILTER, ctypes.addressof(whole), 0, 0) == 0)


def program(machine: str) -> Sequence[tuple[int, int, int, int]]:
    """The filter as instructions of classic BPF: code, jump where true, jump where false, operand.

    Source: struct seccomp_data: nr at 0, arch at 4, the arguments at 16, eight octets each, the low half first.
    """
    allow, refuse = (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, _MACHINE[machine]), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    for number in _PLAIN[machine]:
        steps += [(_EQUAL, 0, 1, number), allow]
    for number, argument in _READING[machine]:
        steps += [(_EQUAL, 0, 4, number), (_LOAD, 0, 0, 16 + 8 * argument), (_ANY_BIT, 1, 0, _WRITING), allow, refuse]
    steps += [(_EQUAL, 0, 4, _OWN[machine]), (_LOAD, 0, 0, 16), (_EQUAL, 0, 1, 0), allow, refuse]
    return [*steps, refuse]
