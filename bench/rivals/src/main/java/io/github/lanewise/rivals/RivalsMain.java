package io.github.lanewise.rivals;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs every pass through every contender, prints a table and writes the results as JSON. */
public final class RivalsMain {
    private RivalsMain() {}

    /**
     * Runs.
     *
     * @param args see {@link Options#USAGE}
     * @throws IOException if a process does not start or a file is not written
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Cores cores = Cores.mine();
        Options options;
        try {
            options = Options.parse(args);
            options.threads().forEach(cores::last);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        List<Task> tasks = ProblemList.passes().stream()
                .filter(task -> options.problems().matcher(task.toString()).find()).toList();
        List<Contender> contenders = options.contenders();
        System.err.println("measuring the peak");
        Machine machine = Machine.measure(cores, options.commit());
        System.out.printf(Locale.ROOT,
                "%s%n%s%nflags %s, commit %s, %s, load %s%nFMA peak: one core %.1f GFLOP/s, all %.1f%n",
                machine.cpu(), machine.jdk(), machine.flags(), machine.commit(), machine.date(), machine.load(),
                machine.gflopsOneCore(), machine.gflopsAllCores());
        Results results = new Results();
        for (int invocation = 1; invocation <= options.invocations(); invocation++) {
            for (Task task : tasks) {
                for (int threads : options.threads()) {
                    System.err.printf("invocation %d of %d: %s, threads %d%n", invocation, options.invocations(), task,
                            threads);
                    new Match(task, threads, cores, results, Match.Pace.FULL)
                            .run(contenders.stream().filter(contender -> contender.supports(task, threads)).toList());
                    results.write(options.output(), machine);
                }
            }
        }
        print(new Table(results, contenders), tasks, options);
        for (Map.Entry<Results.Key, String> failure : results.failures().entrySet()) {
            System.out.println("not run: " + failure.getKey().contender() + ", " + failure.getKey().task() + ": "
                    + failure.getValue());
        }
        System.out.println("results: " + options.output());
    }

    private static void print(Table table, List<Task> tasks, Options options) {
        System.out.println(table.header());
        for (int threads : options.threads()) {
            for (Task task : tasks) {
                System.out.println(table.line(task, threads));
            }
        }
        table.geometricMean(tasks, options.threads()).ifPresent(mean -> System.out.printf(Locale.ROOT,
                "geometric mean of ours over the best rival on the user's layout: %.3f%n", mean));
    }
}
