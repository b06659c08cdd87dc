package io.github.lanewise.bench.report;

import io.github.lanewise.bench.results.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench report}: what was measured, for people. */
@Command(name = "report", mixinStandardHelpOptions = true, description = "Writes results/DATE-CPU.md and .html: ratios to the rivals, their geometric mean, rooflines, shares of peak.")
public final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "0..*", description = "JSON of peak, run and rivals; without any, all of target/results.")
    private List<Path> files = List.of();

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where to, instead of results.")
    private Path out = Folders.reports();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Inputs inputs = Inputs.read(files.isEmpty() ? measured() : files);
        List<Part> parts = Report.of(inputs);
        String title = Report.title(inputs.machine());
        String name = Report.fileName(inputs.machine());
        Files.createDirectories(out);
        Files.writeString(out.resolve(name + ".md"), Markdown.of(title, parts, name + ".html"));
        Files.writeString(out.resolve(name + ".html"), Html.of(title, parts));
        spec.commandLine().getOut().println("written to " + out.resolve(name) + ".md and .html");
        return 0;
    }

    private static List<Path> measured() throws IOException {
        if (!Files.isDirectory(Folders.results())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(Folders.results())) {
            return all.filter(file -> file.getFileName().toString().matches("(peak|run-.*|rivals-.*)\\.json")).sorted()
                    .toList();
        }
    }
}
