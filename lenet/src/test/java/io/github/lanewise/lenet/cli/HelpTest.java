package io.github.lanewise.lenet.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {
    static Stream<String> commands() {
        return LenetCommand.commandLine().getSubcommands().keySet().stream();
    }

    /** The examples that a command's help shows, without the name of the program. */
    private static List<String> examples(String... command) {
        Lenet.Outcome outcome = Lenet.run(Stream.concat(Stream.of(command), Stream.of("--help"))
                .toArray(String[]::new));
        assertEquals(0, outcome.status(), outcome.error());
        List<String> examples = outcome.out().lines().filter(line -> line.startsWith("  lenet "))
                .map(line -> line.substring("  lenet ".length()).replaceFirst(" > .*", "")).toList();
        assertFalse(examples.isEmpty(), outcome.out());
        return examples;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyExampleIsUnderstood(String command) {
        examples(command).forEach(
                example -> assertDoesNotThrow(() -> LenetCommand.commandLine().parseArgs(example.split(" ")), example));
    }

    @Test
    void thoseOfTheProgramToo() {
        examples().forEach(
                example -> assertDoesNotThrow(() -> LenetCommand.commandLine().parseArgs(example.split(" ")), example));
    }

    @Test
    void tellsTheExitStatus() {
        String help = Lenet.run("--help").out();
        assertTrue(List.of("0     done", "1     failed", "2     wrong usage", "130   stopped by Ctrl-C").stream()
                .allMatch(line -> help.contains("  " + line)), help);
    }
}
