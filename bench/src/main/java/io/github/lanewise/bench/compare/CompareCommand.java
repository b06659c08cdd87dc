package io.github.lanewise.bench.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench compare}: what a change did to the times. */
@Command(name = "compare", mixinStandardHelpOptions = true, description = {
        "Lists what moved by more than the noise between two files of bench run or of bench rivals (there, our own rows).",
        "Noise: the 95 % interval of the ratio of medians, from a bootstrap over forks. Exit status 1 on a regression, or if nothing could be compared."})
public final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OLD", description = "JSON of before.")
    private Path before;

    @Parameters(index = "1", paramLabel = "NEW", description = "JSON of after.")
    private Path after;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Map<String, double[]> old = Samples.read(before);
        Comparison comparison = Comparison.of(old, Samples.read(after));
        PrintWriter out = spec.commandLine().getOut();
        for (Comparison.Move move : comparison.moves()) {
            Bootstrap.Interval ratio = move.interval();
            out.printf(Locale.ROOT, "%-7s %s: %,.2f µs to %,.2f µs, × %.3f (95 %%: %.3f to %.3f)%n",
                    move.isRegression() ? "slower" : "faster", move.name(), move.before() / 1e3,
                    move.before() * ratio.ratio() / 1e3, ratio.ratio(), ratio.low(), ratio.high());
        }
        list(out, "one fork on a side, not compared", comparison.unsure());
        list(out, "in one file alone", comparison.missing());
        out.printf(Locale.ROOT, "%d compared, %d moved%n", comparison.compared(), comparison.moves().size());
        out.flush();
        return comparison.hasRegression() || comparison.compared() == 0 ? 1 : 0;
    }

    private static void list(PrintWriter out, String what, List<String> names) {
        names.forEach(name -> out.println(what + ": " + name));
    }
}
