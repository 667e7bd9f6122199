package dev.clutch.cpython;

import dev.clutch.cpython.capi.ExitMark;
import dev.clutch.cpython.capi.SharedLibraries;
import dev.clutch.cpython.capi.Signals;
import dev.clutch.cpython.capi.ThreadKeys;
import dev.clutch.cpython.library.Loader;
import java.util.List;

/** The loader of this process. */
final class SystemLoader implements Loader {
    @Override
    public void keep(String library) {
        SharedLibraries.keep(library);
    }

    @Override
    public void close(String path) {
        SharedLibraries.close(path);
    }

    @Override
    public List<Long> signalHandlers() {
        return Signals.handlers();
    }

    @Override
    public long registerForExit(long argument) {
        return ExitMark.put(argument);
    }

    @Override
    public long makeThreadKey(long destructor) {
        return ThreadKeys.make(destructor);
    }

    @Override
    public void deleteThreadKey(long key) {
        ThreadKeys.delete(key);
    }
}
