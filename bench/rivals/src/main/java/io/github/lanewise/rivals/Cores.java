package io.github.lanewise.rivals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The cores that this process may use, and how a contender is tied to the last of them: the same for all.
 *
 * @param numbers as Linux numbers them
 */
record Cores(List<Integer> numbers) {
    private static final String LINE = "Cpus_allowed_list:";

    /** Those of this process. */
    static Cores mine() throws IOException {
        return parse(Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith(LINE))
                .map(line -> line.substring(LINE.length()).strip()).findFirst().orElseThrow());
    }

    /** Reads a list such as {@code 0-3,8}. */
    static Cores parse(String list) {
        List<Integer> numbers = new ArrayList<>();
        for (String range : list.split(",")) {
            String[] ends = range.split("-");
            int last = Integer.parseInt(ends[ends.length - 1]);
            for (int core = Integer.parseInt(ends[0]); core <= last; core++) {
                numbers.add(core);
            }
        }
        return new Cores(List.copyOf(numbers));
    }

    /** What to put before a command so that it has as many cores as threads. */
    List<String> pinned(int threads) {
        if (threads > numbers.size()) {
            throw new IllegalArgumentException("threads is " + threads + "; this process may use " + numbers.size()
                    + " cores");
        }
        String last = numbers.subList(numbers.size() - threads, numbers.size()).stream().map(String::valueOf)
                .collect(Collectors.joining(","));
        return List.of("taskset", "-c", last);
    }
}
