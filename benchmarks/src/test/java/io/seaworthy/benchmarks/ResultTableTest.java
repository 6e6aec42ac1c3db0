package io.seaworthy.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.benchmarks.ResultTable.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {

    @Test
    void rowsOfAClass_standBesideTheirFloor() {
        String table = ResultTable.of(List.of(
                new Row("B.least_floor", 5, 0.5, 4, 3.75, 0),
                new Row("B.most", 20, 1.25, 10, 9, 119.6),
                new Row("A.alone", 1, Double.NaN, 1, 1, 0)));

        assertThat(table.lines().skip(2))
                .containsExactly(
                        "| `A.alone` | 1.0 | NaN | 1.0 | 1.0 | 0 |  |",
                        "| `B.most` | 20.0 | 1.3 | 10.0 | 9.0 | 120 | 2.5 |",
                        "| `B.least_floor` | 5.0 | 0.5 | 4.0 | 3.8 | 0 | 1.0 |");
    }
}
