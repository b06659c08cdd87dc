package io.github.lanewise.verify.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class MutationScoreTest {
    @TempDir
    private Path folder;

    private static String mutation(boolean detected, String method, int line, int index, String description) {
        return "<mutation detected='" + detected + "' status='X'><sourceFile>Sum.java</sourceFile>"
                + "<mutatedClass>io.github.lanewise.kernels.internal.Sum$Of</mutatedClass><mutatedMethod>" + method
                + "</mutatedMethod><lineNumber>" + line + "</lineNumber><indexes><index>" + index
                + "</index></indexes><description>" + description + "</description></mutation>";
    }

    private List<Mutant> read(String... mutations) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("io/github/lanewise/kernels/internal"));
        Files.writeString(sources.resolve("Sum.java"), "class Sum {\n    return a + b + c;\n}\n");
        Path report = folder.resolve("mutations.xml");
        Files.writeString(report, "<mutations>" + String.join("", mutations) + "</mutations>");
        return MutationReport.read(report, folder);
    }

    private static List<Mutant> mutants(int killed, String... survivors) {
        Stream<Mutant> dead = Stream.generate(() -> new Mutant("a.B", "B.c | killed", true)).limit(killed);
        return Stream.concat(dead, Arrays.stream(survivors).map(name -> new Mutant("a.B", name, false))).toList();
    }

    @Test
    void namesHaveNoLineNumbersAndTellEqualChangesApart() throws IOException {
        List<Mutant> mutants = read(mutation(false, "of", 2, 7, "+ to -"), mutation(true, "of", 2, 3, "+ to -"),
                mutation(true, "lambda$of$0", 2, 1, "replaced return with 0 for io/x/Sum$Of::of"));
        String line = " | return a + b + c;";
        assertEquals(List.of("internal.Sum$Of.of | replaced return with 0" + line,
                "internal.Sum$Of.of | + to -" + line + " | 1 of 2", "internal.Sum$Of.of | + to -" + line + " | 2 of 2"),
                mutants.stream().map(Mutant::name).toList());
        assertEquals(List.of(true, true, false), mutants.stream().map(Mutant::killed).toList());
    }

    @Test
    void everySurvivorNeedsAReason() {
        Map<String, String> reasons = MutationScore
                .reasons(List.of("# how to read this", "", "Equal.", "    one", "    two", "Equal too.", "    three"));
        assertEquals(Map.of("one", "Equal.", "two", "Equal.", "three", "Equal too."), reasons);
        assertEquals(List.of(), MutationScore.faults(mutants(27, "one", "two", "three"), reasons, true));
        assertEquals(List.of("survives, and is not listed:\n    four"),
                MutationScore.faults(mutants(36, "one", "two", "three", "four"), reasons, true));
        assertThrows(IllegalArgumentException.class, () -> MutationScore.reasons(List.of("    one")));
        assertThrows(IllegalArgumentException.class, () -> MutationScore.reasons(List.of("Why", "    one", "    one")));
    }

    @Test
    void theListNamesMutantsThatExist() {
        Map<String, String> reasons = Map.of("gone", "Equal.");
        assertEquals(List.of("listed, but there is no such mutant:\n    gone"),
                MutationScore.faults(mutants(1), reasons, true));
        assertEquals(List.of(), MutationScore.faults(mutants(1), reasons, false));
        assertEquals(List.of("0 survivors are listed with a reason", "listed, and yet killed: B.c | killed"),
                MutationScore.notes(mutants(1), Map.of("B.c | killed", "Equal.")));
    }

    @Test
    void nineInTenMustBeKilled() {
        Map<String, String> reasons = Map.of("one", "Equal.");
        assertEquals(List.of(), MutationScore.faults(mutants(9, "one"), reasons, true));
        assertEquals(List.of("fewer than 90 % of the mutants are killed"),
                MutationScore.faults(mutants(8, "one"), reasons, true));
        assertTrue(MutationScore.table(mutants(8, "one")).contains("9       8   88.9%"));
    }
}
