package io.github.lanewise.rivals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The cores that this process may use, and which of them a contender is tied to: the same for all.
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

    /** The last ones, as many as threads, as {@code taskset} takes them. */
    String last(int threads) {
        if (threads > numbers.size()) {
            throw new IllegalArgumentException("threads is " + threads + "; this process may use " + numbers.size()
                    + " cores");
        }
        return numbers.subList(numbers.size() - threads, numbers.size()).stream().map(String::valueOf)
                .collect(Collectors.joining(","));
    }
}
