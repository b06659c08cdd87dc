package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.report.SummaryRow;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lenet summary}: what a model is made of. */
@Command(name = "summary", mixinStandardHelpOptions = true, sortOptions = false, description = "Prints a model's layers with their output shapes, parameters and products for one image.")
final class SummaryCommand implements Runnable {
    private static final String ROW = "%-34s %-10s %12s %12s%n";

    @Mixin
    private ModelOption model;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, ROW, model.model, "output", "parameters", "products");
        for (SummaryRow row : SummaryRow.of(Parameters.zero(model.model, model.inputSize()))) {
            out.printf(Locale.ROOT, ROW, row.layer(), row.output(), row.parameters(), row.products());
        }
        out.flush();
    }
}
