"""Structures, callbacks, and functions of the C library."""

import cffi


def run():
    ffi = cffi.FFI()
    ffi.cdef(
        """
        struct point { int x; double y; char name[8]; };
        size_t strlen(const char *);
        void qsort(void *, size_t, size_t, int (*)(const void *, const void *));
        double sqrt(double);
        """
    )
    c = ffi.dlopen(None)

    @ffi.callback("int(const void *, const void *)")
    def compare(a, b):
        return ffi.cast("int *", a)[0] - ffi.cast("int *", b)[0]

    numbers = ffi.new("int[]", [5, 3, 9, 1, 7])
    c.qsort(numbers, 5, ffi.sizeof("int"), compare)
    point = ffi.new("struct point *", {"x": 3, "y": 1.5, "name": b"here"})
    handle = ffi.new_handle(point)
    return (
        list(numbers),
        c.strlen(b"clutch"),
        (point.x, point.y, ffi.string(point.name), ffi.sizeof("struct point"), ffi.offsetof("struct point", "y")),
        bytes(ffi.buffer(numbers)),
        ffi.from_handle(handle) is point,
        ffi.typeof("int(*)(long, char *)").args[1].cname,
    )
