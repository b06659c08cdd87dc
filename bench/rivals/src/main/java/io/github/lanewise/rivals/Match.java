package io.github.lanewise.rivals;

import io.github.lanewise.bench.lenet.LenetShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One pass, once through all contenders: fresh processes, equal inputs, each result compared with ours, then timed turn by
 * turn. While one is timed the others wait for a command.
 */
final class Match {
    /**
     * How long each is timed.
     *
     * @param rounds turns of each
     * @param sliceMillis a turn
     * @param warmUpMillis before the first turn
     * @param warmUpMillisOfJava the same for what the JVM compiles meanwhile
     */
    record Pace(int rounds, long sliceMillis, long warmUpMillis, long warmUpMillisOfJava) {
        /** For figures that are kept. */
        static final Pace FULL = new Pace(5, 100, 200, 2_000);
    }

    /** A network compiles some twenty kernels where a pass compiles one. */
    private static final int WARM_UPS_OF_NETWORK = 5;

    /** Until the idle threads of a library that was just timed stop spinning. */
    private static final long PAUSE_MILLIS = 50;

    private final Task task;
    private final int threads;
    private final Cores cores;
    private final Results results;
    private final Pace pace;

    Match(Task task, int threads, Cores cores, Results results, Pace pace) {
        this.task = task;
        this.threads = threads;
        this.cores = cores;
        this.results = results;
        this.pace = pace;
    }

    /** Runs it; ours must be the first of the contenders. */
    void run(List<Contender> contenders) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("rivals");
        List<ContenderProcess> all = new ArrayList<>();
        try {
            writeInputs(folder);
            for (Contender contender : contenders) {
                all.add(new ContenderProcess(contender, task, threads, cores, folder));
            }
            time(agreeing(loaded(all)));
        } finally {
            all.forEach(ContenderProcess::close);
            delete(folder);
        }
    }

    private void writeInputs(Path folder) throws IOException {
        for (int i = 0; i < task.inputs().size(); i++) {
            FloatFile.write(folder.resolve(i + ".f32"), task.input(i));
        }
    }

    /** Those that started, once all have, so that nobody prepares beside another that still starts. */
    private List<ContenderProcess> loaded(List<ContenderProcess> all) throws IOException, InterruptedException {
        List<ContenderProcess> loaded = new ArrayList<>();
        for (ContenderProcess process : all) {
            try {
                process.await();
                loaded.add(process);
            } catch (ContenderFailure e) {
                fail(process, e);
            }
        }
        return loaded;
    }

    /** Those whose results are ours. */
    private List<ContenderProcess> agreeing(List<ContenderProcess> all) {
        List<ContenderProcess> agreeing = new ArrayList<>();
        Agreement agreement = null;
        for (ContenderProcess process : all) {
            try {
                results.note(key(process), process.prepare());
                float[] result = process.run();
                if (agreement == null) {
                    agreement = task.shape() instanceof LenetShape shape
                            ? Agreement.inNorm(result, LenetTask.parts(shape, task.pass()))
                            : Agreement.ofSums(result, process.magnitudes(), task.roundings());
                }
                String difference = agreement.difference(result);
                if (difference != null) {
                    throw new ContenderFailure("its result is not ours: " + difference);
                }
                agreeing.add(process);
            } catch (ContenderFailure e) {
                fail(process, e);
            }
        }
        return agreeing;
    }

    private void time(List<ContenderProcess> ready) throws InterruptedException {
        Map<ContenderProcess, List<Double>> medians = new LinkedHashMap<>();
        ready.forEach(process -> medians.put(process, new ArrayList<>()));
        for (int round = -1; round < pace.rounds; round++) { // round −1 warms up
            for (ContenderProcess process : List.copyOf(medians.keySet())) {
                if (threads > 1) {
                    Thread.sleep(PAUSE_MILLIS);
                }
                try {
                    if (round < 0) {
                        process.time(warmUpMillis(process));
                    } else {
                        medians.get(process).add(process.time(pace.sliceMillis));
                    }
                } catch (ContenderFailure e) {
                    fail(process, e);
                    medians.remove(process);
                }
            }
        }
        medians.forEach((process, rounds) -> results.add(key(process), Medians.median(rounds)));
    }

    private long warmUpMillis(ContenderProcess process) {
        int times = task.shape() instanceof LenetShape ? WARM_UPS_OF_NETWORK : 1;
        return times * (process.contender().isJava() ? pace.warmUpMillisOfJava : pace.warmUpMillis);
    }

    private Results.Key key(ContenderProcess process) {
        return new Results.Key(task, threads, process.contender());
    }

    private void fail(ContenderProcess process, ContenderFailure failure) {
        if (process.contender() == Contender.LANEWISE) {
            throw new IllegalStateException("ours fails at " + task + ": " + failure.getMessage(), failure);
        }
        results.fail(key(process), failure.getMessage());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
