package io.seaworthy.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.benchmarks.ResultTable.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {

    @Test
    void rowsOfAClass_standBesideTheirFloor() {
        String table = ResultTable.of(List.of(
                new Row("B.least_floor", 4, 0.5, 0),
                new Row("B.most", 10, 1.25, 119.6),
                new Row("A.alone", 1, Double.NaN, 0)));

        assertThat(table.lines().skip(2))
                .containsExactly(
                        "| `A.alone` | 1.0 | NaN | 0 |  |",
                        "| `B.most` | 10.0 | 1.3 | 120 | 2.5 |",
                        "| `B.least_floor` | 4.0 | 0.5 | 0 | 1.0 |");
    }
}
