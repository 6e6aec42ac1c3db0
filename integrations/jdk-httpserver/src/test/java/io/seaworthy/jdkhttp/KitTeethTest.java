package io.seaworthy.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A kit that passes everything proves nothing: what it says about an adapter that is known to be wrong. */
class KitTeethTest {

    private static TestExecutionSummary run(String law) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(NaiveAdapter.class, law))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sentInOnePiece_carriesTheGuardsHeaders",
                "handlerThrows_carriesTheGuardsHeaders",
                "handlerReturnsWithoutAnAnswer_carriesTheGuardsHeaders",
                "applicationAddsADefaultedHeader_itsValueStands",
                "applicationSetsAnEnforcedHeader_theGuardWins",
                "applicationSetsAnAppendedHeader_bothAreThere",
                "aPassSeesTheApplicationsHeaders_andItsEditsLeave",
                "laterRejection_isAProblemThatCarriesEarlierEdits",
                "insideTheHandler_theContextIsThere",
                "declaredLengthAboveTheLimit_isRefusedBeforeTheHandler",
                "longerThanTheLimitAsItTurnsOut_isRefused",
                "headersOfTheFailedAnswer_areGone",
                "runtimeException_isAProblem",
                "handlerThrowsAnError_carriesTheGuardsHeaders"
            })
    void naiveAdapter_breaksTheLaw(String law) {
        TestExecutionSummary summary = run(law);

        assertThat(summary.getTestsFoundCount()).isEqualTo(1);
        assertThat(summary.getTestsFailedCount()).as(law).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "headerNames_matchInAnyCase",
                "guards_seeTheTargetAsSent",
                "guardsBehindARejection_areNotAsked",
                "synchronousChain_stepsToNoOtherThread",
                "editsForOneRequest_reachThatRequestOnly"
            })
    void naiveAdapter_keepsWhatItCannotBreak(String law) {
        TestExecutionSummary summary = run(law);

        assertThat(summary.getTestsSucceededCount()).as(law).isEqualTo(1);
    }
}
