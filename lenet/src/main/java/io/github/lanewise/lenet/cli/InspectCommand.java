package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Safetensors;
import io.github.lanewise.lenet.WholeFile;
import io.github.lanewise.lenet.data.Dataset;
import io.github.lanewise.lenet.data.PictureReader;
import io.github.lanewise.lenet.data.Preparation;
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
        "", "Examples:", "  lenet inspect --weights run/weights.safetensors --image 7 --out run",
        "  lenet inspect --weights run/weights.safetensors --image seven.png --out run"})
final class InspectCommand implements Callable<Integer> {
    private static final String PAGE = "inspect.html";
    private static final String NUMBER = "-?[0-9]{1,9}";
    /** Rows and columns of a picture that is prepared. */
    private static final int SIDE = 28;

    @Option(names = "--weights", paramLabel = "FILE", required = true, description = "Weights that lenet train --out wrote; they know their model.")
    private Path weights;

    @Option(names = "--image", paramLabel = "N|FILE", defaultValue = "0", description = "Which test image, from 0, or a PNG or JPEG file, which becomes 28x28 as lenet predict does it (default: ${DEFAULT-VALUE}).")
    private String image;

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
        return image.matches(NUMBER) ? ofTest(parameters, Integer.parseInt(image)) : ofFile(parameters);
    }

    private int ofTest(Parameters parameters, int number) throws IOException {
        Dataset dataset = data.open(threads.threads());
        if (number < 0 || number >= dataset.testCount()) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--image': " + number
                    + "; expected 0 to " + (dataset.testCount() - 1));
        }
        int area = dataset.rows() * dataset.columns();
        byte[] pixels = Arrays.copyOfRange(dataset.testImages(), number * area, (number + 1) * area);
        return draw(parameters, "test image " + number + " of " + dataset.name() + ", class "
                + dataset.classNames().get(dataset.testLabels()[number]), pixels, dataset.rows(), dataset.columns());
    }

    private int ofFile(Parameters parameters) throws IOException {
        byte[] pixels = Preparation.of(parameters.classNames()).apply(PictureReader.read(Path.of(image)));
        return draw(parameters, image, pixels, SIDE, SIDE);
    }

    private int draw(Parameters parameters, String title, byte[] pixels, int rows, int columns) throws IOException {
        byte[] page = Inspection.html(parameters, title, pixels, rows, columns);
        Files.createDirectories(out);
        WholeFile.write(out.resolve(PAGE), page);
        PrintWriter text = spec.commandLine().getOut();
        text.println(parameters.model() + ", " + title);
        text.println("saved: " + out.resolve(PAGE));
        text.flush();
        return 0;
    }
}
