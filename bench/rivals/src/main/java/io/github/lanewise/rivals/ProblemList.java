package io.github.lanewise.rivals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lists of problems: on each line a problem string and its passes; lines that begin with # are for people. */
final class ProblemList {
    private static final String PASSES = "/shapes/passes.txt";

    private ProblemList() {}

    /** The list that the bench brings along. */
    static List<Task> passes() throws IOException {
        try (InputStream stream = ProblemList.class.getResourceAsStream(PASSES);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return parse(reader.lines().toList());
        }
    }

    static List<Task> parse(List<String> lines) {
        List<Task> tasks = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.strip().split(" +");
            if (words.length < 2) {
                throw new IllegalArgumentException("\"" + line + "\" names no pass");
            }
            for (int pass = 1; pass < words.length; pass++) {
                tasks.add(Task.parse(words[0], words[pass]));
            }
        }
        return tasks;
    }
}
