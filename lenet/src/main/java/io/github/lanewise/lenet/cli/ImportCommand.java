package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Safetensors;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lenet import}: weights of other programs. */
@Command(name = "import", mixinStandardHelpOptions = true, sortOptions = false, description = "Takes weights of another program, in a safetensors file whose tensors have the model's names and sizes as PyTorch has them, and writes them with their model for evaluate, predict, inspect and export.", footer = {
        "", "Example, the file written in PyTorch:",
        "  from safetensors.torch import save_file",
        "  save_file(model.state_dict(), \"torch.safetensors\")", "",
        "  lenet import --weights torch.safetensors --model lenet5-relu --out weights.safetensors"})
final class ImportCommand implements Callable<Integer> {
    @Option(names = "--weights", paramLabel = "FILE", required = true, description = "A safetensors file with the tensors conv1.weight, conv1.bias and so on, of type F32, in any order.")
    private Path weights;

    @Mixin
    private ModelOption model;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where to; replaced if it is there.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Parameters parameters = Safetensors.read(weights, model.model, model.inputSize());
        Safetensors.write(parameters, out);
        PrintWriter text = spec.commandLine().getOut();
        text.println(out + ": " + parameters.model() + ", weights SHA-256 " + parameters.hash());
        text.flush();
        return 0;
    }
}
