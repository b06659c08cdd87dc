package io.github.lanewise.verify.cli;

import io.github.lanewise.verify.digest.DigestProblem;
import io.github.lanewise.verify.digest.Digests;
import io.github.lanewise.verify.digest.Digests.Digest;
import io.github.lanewise.verify.subject.Way;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verify bits}. */
@Command(name = "bits", description = "Prints a digest of every result over a fixed set of problems, and compares it with the one in the repository.", mixinStandardHelpOptions = true, footer = {
        "", "Exit status: 0 all are as in the repository, 1 some differ, 2 wrong usage."})
final class BitsCommand implements Callable<Integer> {
    /** The launcher says here where the digests stand among the sources. */
    static final String FILE = "lanewise.verify.digests";

    @Spec
    private CommandSpec spec;

    @Mixin
    private BackendOption backend;

    @Mixin
    private ThreadsOption threads;

    @Option(names = "--update", description = "Write the digests into the repository.")
    private boolean update;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        String name = backend.choose();
        String file = System.getProperty(FILE);
        if (update && file == null) {
            throw new IOException("--update needs -D" + FILE + "=FILE, which verify/bin/verify gives");
        }
        Map<String, String> published = file == null ? Digests.published() : Digests.parse(text(Path.of(file)));
        List<Digest> digests = compute();
        int differing = compare(digests, published, out);
        boolean steady = digests.stream().allMatch(digest -> digest.deviations().isEmpty());
        if (update && steady) {
            Files.writeString(Path.of(file), Digests.format(digests));
        }
        out.println(digests.size() + " results, " + differing + " not as in the repository"
                + (update && steady ? ", which is updated" : ""));
        out.println("back end " + name + ", threads " + threads.threads());
        return differing == 0 || update && steady ? 0 : 1;
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private List<Digest> compute() {
        List<Way> ways = List.of(threads.threads() == 1 ? Way.serial() : Way.threads(threads.threads()));
        List<DigestProblem> problems = Digests.problems();
        List<Digest> digests = new ArrayList<>();
        try (Progress progress = Progress.of("bits", "problems", problems.size())) {
            for (DigestProblem problem : problems) {
                digests.addAll(Digests.of(problem, ways));
                progress.step();
            }
        }
        return digests;
    }

    /** Prints a line for each digest, and returns how many are not as in the repository, on either side. */
    private static int compare(List<Digest> digests, Map<String, String> published, PrintWriter out) {
        Map<String, String> gone = new LinkedHashMap<>(published);
        int differing = 0;
        for (Digest digest : digests) {
            String wanted = gone.remove(digest.name());
            boolean same = digest.hex().equals(wanted) && digest.deviations().isEmpty();
            differing += same ? 0 : 1;
            out.println((wanted == null ? "NEW     " : same ? "same    " : "DIFFERS ") + digest.hex() + "  "
                    + digest.name());
            if (wanted != null && !digest.hex().equals(wanted)) {
                out.println("  wanted " + wanted);
            }
            digest.deviations().forEach(deviation -> out.println("  but    " + deviation));
        }
        gone.forEach((name, hex) -> out.println("GONE    " + hex + "  " + name));
        return differing + gone.size();
    }
}
