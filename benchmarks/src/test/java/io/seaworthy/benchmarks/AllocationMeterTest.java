package io.seaworthy.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllocationMeterTest {

    @Test
    void operationThatAllocates_isMeasuredToTheByte() {
        // An array's header of 16 bytes, its content, and 4 to the next multiple of 8.
        assertThat(AllocationMeter.bytesPerOperation(() -> new byte[100], 0)).isEqualTo(120);
    }

    @Test
    void operationThatAllocatesNothing_isZero() {
        assertThat(AllocationMeter.bytesPerOperation(() -> "constant", 0)).isZero();
    }

    @Test
    void brokenBudget_namesTheRowTheOldAndTheNewFigure() {
        assertThat(AllocationMeter.broken("Job.work", () -> new byte[100], 119))
                .isEqualTo("Job.work: budgets.json allows 119 B, measured are 120 B");
        assertThat(AllocationMeter.broken("Job.work", () -> new byte[100], 120)).isNull();
    }
}
