package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Safetensors;
import io.github.lanewise.lenet.WholeFile;
import io.github.lanewise.lenet.data.Dataset;
import io.github.lanewise.lenet.report.Inspection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lenet inspect}: pictures of what is inside a network. */
@Command(name = "inspect", mixinStandardHelpOptions = true, sortOptions = false, description = "Draws the filters of each layer, what an image becomes at each layer, and the cells that each max pooling takes.", footer = {
        "", "Example:", "  lenet inspect --weights run/weights.safetensors --image 7 --out run"})
final class InspectCommand implements Callable<Integer> {
    private static final String PAGE = "inspect.html";

    @Option(names = "--weights", paramLabel = "FILE", required = true, description = "Weights that lenet train --out wrote; they know their model.")
    private Path weights;

    @Option(names = "--image", paramLabel = "N", defaultValue = "0", description = "Which test image, from 0 (default: ${DEFAULT-VALUE}).")
    private int image;

    @Mixin
    private DataOption data;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for inspect.html, made if it is not there.")
    private Path out;

    @Mixin
    private ThreadsOption threads;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Parameters parameters = Safetensors.read(weights);
        Dataset dataset = data.open(threads.threads());
        if (image < 0 || image >= dataset.testCount()) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--image': " + image
                    + "; expected 0 to " + (dataset.testCount() - 1));
        }
        int area = dataset.rows() * dataset.columns();
        byte[] pixels = Arrays.copyOfRange(dataset.testImages(), image * area, (image + 1) * area);
        String title = "test image " + image + " of " + dataset.name() + ", class " + dataset.testLabels()[image];
        byte[] page = Inspection.html(parameters, title, pixels, dataset.rows(), dataset.columns());
        Files.createDirectories(out);
        WholeFile.write(out.resolve(PAGE), page);
        PrintWriter text = spec.commandLine().getOut();
        text.println(parameters.model() + ", " + title);
        text.println("saved: " + out.resolve(PAGE));
        text.flush();
        return 0;
    }
}
