import dev.clutch.Interpreter;
import dev.clutch.Interpreters;
import dev.clutch.queue.MessageQueue;

/*
 * The census of census.py, run from Java. Java hands out the files, and work() of census.py counts them in one
 * interpreter per core. The queues are those that Python code knows as concurrent.interpreters.Queue: a tuple that
 * Python puts into one is a List here, an int is a Long, and None is null.
 */
void main() throws Exception {
    try (var interpreters = Interpreters.open()) {
        var main = importCensus(interpreters.main());
        var files = (List<?>) main.call("census:find_files");
        int cores = Runtime.getRuntime().availableProcessors();
        for (int workers : cores == 1 ? new int[] {1} : new int[] {1, cores}) {
            long begin = System.nanoTime();
            var counts = count(interpreters, files, workers);
            double seconds = (System.nanoTime() - begin) / 1e9;
            long lines = counts.stream().mapToLong(tuple -> (Long) tuple.get(2)).sum();
            System.err.printf("%d interpreter(s): %,d lines in %.2f s%n", workers, lines, seconds);
            if (workers == cores) {
                System.out.println(main.call("census:report", counts));
            }
        }
    }
}

Interpreter importCensus(Interpreter interpreter) {
    interpreter.prepareMain(Map.of("folder", System.getProperty("census.folder", "examples")));
    interpreter.exec("import sys; sys.path.insert(0, folder); import census");
    return interpreter;
}

/** Returns what work() says of each file; the time for making and closing the interpreters is in it. */
List<List<?>> count(Interpreters interpreters, List<?> files, int workers) throws Exception {
    var counts = new ArrayList<List<?>>();
    var crew = Stream.generate(interpreters::create).limit(workers).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
            var tasks = interpreters.createQueue();
            var results = interpreters.createQueue()) { // closed first: after an error, that ends the workers
        for (Object file : files) {
            tasks.put(file);
        }
        var jobs = new ArrayList<Future<?>>();
        for (var interpreter : crew) {
            tasks.put(null); // nothing left to do, for one of them
            jobs.add(threads.submit(() -> work(interpreter, tasks, results)));
        }
        for (int running = workers; running > 0; ) {
            switch (results.get()) {
                case List<?> tuple -> counts.add(tuple);
                case null, default -> running--;
            }
        }
        for (var job : jobs) {
            job.get(); // throws what the worker threw
        }
    }
    crew.forEach(Interpreter::close);
    return counts;
}

Object work(Interpreter interpreter, MessageQueue tasks, MessageQueue results) throws InterruptedException {
    try {
        return importCensus(interpreter).call("census:work", tasks, results);
    } finally {
        results.put(null); // also after an error: nobody shall wait for this worker any more
    }
}
