package io.github.lanewise.lenet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.lenet.cli.Lenet.Outcome;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrongUsageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"trian|lenet: there is no command 'trian'|train",
            "evalute --weights x|lenet: there is no command 'evalute'|evaluate",
            "train --epoch 3|lenet train: there is no option '--epoch'|--epochs",
            "train --momentun=0.5|lenet train: there is no option '--momentun=0.5'|--momentum",
            "evaluate --weigths x|lenet evaluate: there is no option '--weigths'|--weights",
            "train --model lenet5-rellu|lenet train: there is no 'lenet5-rellu' for --model; expected |lenet5-relu",
            "train --schedule one-cicle|lenet train: there is no 'one-cicle' for --schedule; expected |one-cycle",
            "export --weights x --format onx --out y|lenet export: there is no 'onx' for --format; expected |onnx"})
    void theNearestRightOneIsNamed(String arguments, String begin, String meant) {
        Outcome outcome = Lenet.run(arguments.split(" "));
        assertEquals(2, outcome.status());
        List<String> lines = outcome.error().lines().toList();
        assertEquals(2, lines.size(), outcome.error());
        assertTrue(lines.getFirst().startsWith(begin), outcome.error());
        assertTrue(lines.getFirst().endsWith("; did you mean " + meant + "?"), outcome.error());
        String command = begin.substring(0, begin.indexOf(':'));
        assertTrue(lines.getLast().startsWith("'" + command + " --help' explains every "), outcome.error());
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyzzy", "train --xyzzy", "train --model xyzzy", "train --epochs xyzzy", "train xyzzy",
            "evaluate"})
    void nothingIsNamedThatIsFarFromIt(String arguments) {
        Outcome outcome = Lenet.run(arguments.split(" "));
        assertEquals(2, outcome.status());
        assertFalse(outcome.error().contains("did you mean"), outcome.error());
        assertEquals(2, outcome.error().lines().count(), outcome.error());
    }
}
