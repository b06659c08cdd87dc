package io.github.lanewise.bench.report;

import io.github.lanewise.bench.results.Row;
import io.github.lanewise.bench.shapes.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One pass over one problem with so many threads, and how long each contender took, over all invocations.
 *
 * @param problem the problem
 * @param pass forward, or which gradient
 * @param threads how many
 * @param contenders name to times
 */
record Contest(Problem problem, String pass, int threads, Map<String, Row> contenders) {
    private record Key(Problem problem, String pass, int threads) {}

    /** Gathers rows. Those of one contender on one problem, from several invocations, become one. */
    static List<Contest> of(Collection<Row> rows) {
        Map<Key, Contest> contests = new LinkedHashMap<>();
        for (Row row : rows) {
            Problem problem = Problem.parse(row.problem());
            contests.computeIfAbsent(new Key(problem, row.pass(), row.threads()),
                    key -> new Contest(problem, row.pass(), row.threads(), new LinkedHashMap<>())).contenders
                    .merge(row.contender(), row, Contest::joined);
        }
        List<Contest> ours = new ArrayList<>(contests.values());
        ours.removeIf(contest -> !contest.contenders.containsKey(Row.OURS));
        return ours;
    }

    private static Row joined(Row a, Row b) {
        double[] both = Arrays.copyOf(a.nanoseconds(), a.nanoseconds().length + b.nanoseconds().length);
        System.arraycopy(b.nanoseconds(), 0, both, a.nanoseconds().length, b.nanoseconds().length);
        return new Row(a.problem(), a.pass(), a.threads(), a.contender(), a.userLayout(), a.operations(), both);
    }

    /** Floating-point operations of the pass, which in a network are more backward than forward. */
    long operations() {
        return contenders.get(Row.OURS).operations();
    }

    double ours() {
        return contenders.get(Row.OURS).median();
    }

    /** How many times faster ours is: above 1 we win. */
    double ratio(Row rival) {
        return rival.median() / ours();
    }

    /** The fastest rival that was given row-major arrays like ours. */
    Optional<Row> bestRival() {
        return contenders.values().stream().filter(row -> row.userLayout() && !row.contender().equals(Row.OURS))
                .min(Comparator.comparingDouble(Row::median));
    }

    /** The geometric mean of the ratios to the best rivals; NaN without any. */
    static double geometricMean(Collection<Contest> contests) {
        double[] logarithms = contests.stream().filter(contest -> contest.bestRival().isPresent())
                .mapToDouble(contest -> Math.log(contest.ratio(contest.bestRival().get()))).toArray();
        return logarithms.length == 0
                ? Double.NaN
                : Math.exp(Arrays.stream(logarithms).sum() / logarithms.length);
    }
}
