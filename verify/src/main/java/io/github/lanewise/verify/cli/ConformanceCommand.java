package io.github.lanewise.verify.cli;

import io.github.lanewise.verify.conformance.CaseFile;
import io.github.lanewise.verify.conformance.ConformanceReport;
import io.github.lanewise.verify.conformance.ConformanceRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify conformance}. */
@Command(name = "conformance", description = "Runs cases that nobody here wrote through the public API, under the tolerances that come with them.", mixinStandardHelpOptions = true, footer = {
        "",
        "Exit status: 0 nothing failed (cases that are not supported are listed), 1 something failed, 2 a path is",
        "missing, a file cannot be read, or there is no case."})
final class ConformanceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BackendOption backend;

    @Mixin
    private ThreadsOption threads;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files of cases, plain or gzipped, and folders: all *.jsonl and *.jsonl.gz in and below them.")
    private List<Path> paths;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        String name = backend.choose();
        List<Path> files = CaseFile.find(paths);
        long total = 0;
        for (Path file : files) {
            total += CaseFile.count(file);
        }
        if (total == 0) {
            throw new IOException("no case in " + paths);
        }
        ConformanceReport report = run(files, total);
        out.print(report);
        out.println("back end " + name + ", threads " + threads.threads());
        return report.failures().isEmpty() ? 0 : 1;
    }

    private ConformanceReport run(List<Path> files, long total) throws IOException {
        ConformanceReport report = new ConformanceReport();
        ConformanceRunner runner = new ConformanceRunner(threads.parallel());
        try (Progress progress = Progress.of("conformance", "cases", total)) {
            for (Path file : files) {
                CaseFile.read(file, conformanceCase -> {
                    report.add(conformanceCase, runner.run(conformanceCase));
                    progress.step();
                });
            }
        }
        return report;
    }
}
