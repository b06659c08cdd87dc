package io.github.lanewise.rivals;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the command line asks for.
 *
 * @param problems which passes, matched against "problem pass"
 * @param contenders who takes part, ours first
 * @param threads with how many threads
 * @param invocations how many times, each with fresh processes
 * @param commit what is measured
 * @param output the file of the results
 */
record Options(Pattern problems, List<Contender> contenders, List<Integer> threads, int invocations, String commit,
        Path output) {
    static final String USAGE = """
            usage: bench rivals [REGEX] [--threads 1,2] [--invocations 3] [--contenders REGEX]
              REGEX          which passes, matched against "problem pass", such as 'conv:.* gradInput'
              --threads      with how many threads, default 1
              --invocations  how many times, each with fresh processes, default 3
              --contenders   which rivals, such as 'onednn|openblas'""";

    static Options parse(String[] args) {
        Pattern problems = Pattern.compile("");
        Pattern contenders = Pattern.compile("");
        List<Integer> threads = List.of(1);
        int invocations = 3;
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("-")) {
                problems = Pattern.compile(args[i]);
                continue;
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " has no value");
            }
            String value = args[i + 1];
            switch (args[i]) {
                case "--threads" -> threads = Arrays.stream(value.split(",")).map(Options::positive).toList();
                case "--invocations" -> invocations = positive(value);
                case "--contenders" -> contenders = Pattern.compile(value);
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
            i++;
        }
        String results = System.getProperty("rivals.results", ".");
        String date = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").withZone(ZoneOffset.UTC).format(Instant.now());
        return new Options(problems, matching(contenders), threads, invocations,
                System.getProperty("rivals.commit", "unknown"), Path.of(results, "rivals-" + date + ".json"));
    }

    private static List<Contender> matching(Pattern pattern) {
        List<Contender> matching = new ArrayList<>();
        for (Contender contender : Contender.values()) {
            if (contender == Contender.LANEWISE || pattern.matcher(contender.toString()).find()) {
                matching.add(contender);
            }
        }
        return matching;
    }

    private static int positive(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Refused below.
        }
        throw new IllegalArgumentException("\"" + text + "\" is not a whole number above 0");
    }
}
