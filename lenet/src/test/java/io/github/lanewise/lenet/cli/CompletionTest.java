package io.github.lanewise.lenet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script as bash runs it: the words of a line that is being typed, and what it offers for the last one. */
class CompletionTest {
    @TempDir
    private static Path folder;
    private static Path script;

    @BeforeAll
    static void writeScript() throws IOException {
        Lenet.Outcome outcome = Lenet.run("completion");
        assertEquals(0, outcome.status(), outcome.error());
        script = Files.writeString(folder.resolve("lenet_completion"), outcome.out());
    }

    private static String bash(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("bash"));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    void bashReadsIt() throws IOException, InterruptedException {
        assertEquals("", bash("-n", script.toString()));
    }

    @ParameterizedTest
    @CsvSource({"lenet tra, train", "lenet train --ep, --epochs", "lenet train --model lenet5-r, lenet5-relu",
            "lenet train --schedule one, one-cycle", "lenet export --format on, onnx",
            "lenet train --data fash, fashion-mnist"})
    void offers(String line, String word) throws IOException, InterruptedException {
        String[] words = line.split(" ");
        String offered = bash("-c", "source " + script + "; COMP_WORDS=(" + line + "); COMP_CWORD="
                + (words.length - 1) + "; _complete_lenet 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"");
        assertEquals(Set.of(word), new TreeSet<>(offered.lines().map(String::strip).toList()));
    }
}
