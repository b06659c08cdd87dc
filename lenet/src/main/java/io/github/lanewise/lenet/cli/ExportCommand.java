package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Onnx;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Safetensors;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lenet export}: saved weights for other programs. */
@Command(name = "export", mixinStandardHelpOptions = true, sortOptions = false, description = "Writes saved weights for other programs.", footer = {
        "", "Example:", "  lenet export --weights run/weights.safetensors --format onnx --out lenet.onnx", "",
        "PyTorch loads run/weights.safetensors as it is, and what --format safetensors",
        "writes, into a model whose layers have the same names:",
        "  from safetensors.torch import load_file",
        "  model.load_state_dict(load_file(\"run/weights.safetensors\"))"})
final class ExportCommand implements Callable<Integer> {
    /** What others read, by the names on the command line. */
    private enum Format {
        ONNX, SAFETENSORS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--weights", paramLabel = "FILE", required = true, description = "Weights that lenet train --out or lenet import wrote; they know their model.")
    private Path weights;

    @Option(names = "--format", paramLabel = "F", required = true, description = "${COMPLETION-CANDIDATES}: the network with its weights for ONNX Runtime and others, or the weights with the names and the layout of PyTorch.")
    private Format format;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where to; replaced if it is there.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Parameters parameters = Safetensors.read(weights);
        switch (format) {
            case ONNX -> Onnx.write(parameters, out);
            case SAFETENSORS -> Safetensors.write(parameters, out);
        }
        PrintWriter text = spec.commandLine().getOut();
        text.println(out + ": " + parameters.model() + ", " + format + ", weights SHA-256 " + parameters.hash());
        text.flush();
        return 0;
    }
}
