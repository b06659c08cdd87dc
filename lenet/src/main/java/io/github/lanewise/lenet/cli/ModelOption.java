package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Model;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code --model} and {@code --input}, the same in every command. */
final class ModelOption {
    @Option(names = "--model", paramLabel = "M", defaultValue = "lenet5-relu", converter = Names.class, completionCandidates = Candidates.class, description = "The network: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Model model;

    @Option(names = "--input", paramLabel = "SIZE", description = "Rows and columns of the input, with the image in the middle: 28, which most models pad by 2 in the first convolution, or 32 (default: 28, lenet5-1998 32; the same bits either way).")
    private Integer inputSize;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    int inputSize() {
        List<Integer> sizes = model.inputSizes();
        if (inputSize != null && !sizes.contains(inputSize)) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--input': " + inputSize
                    + "; " + model + " takes " + String.join(" or ", sizes.stream().map(String::valueOf).toList()));
        }
        return inputSize == null ? sizes.getFirst() : inputSize;
    }

    /** Names as they are written, not as Java spells them. */
    static final class Names implements ITypeConverter<Model> {
        @Override
        public Model convert(String name) {
            for (Model model : Model.values()) {
                if (model.toString().equals(name)) {
                    return model;
                }
            }
            throw new TypeConversionException(
                    "there is no model '" + name + "'; expected one of " + String.join(", ", names()));
        }
    }

    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }

    private static List<String> names() {
        return Arrays.stream(Model.values()).map(Model::toString).toList();
    }
}
