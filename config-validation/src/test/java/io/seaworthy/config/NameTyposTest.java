package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.config.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameTyposTest {

    private static List<Violation> faults(Map<String, String> variables) {
        return Environment.of(variables).load(HarbourSettings.class).faults();
    }

    @ParameterizedTest
    @CsvSource({
        "PROT, PORT",
        "PORTT, PORT",
        "HOTS, HOST",
        "JWT_SECERT, JWT_SECRET",
        "JWT_SECRETS, JWT_SECRET",
        "JWT__SECRET, JWT_SECRET",
        "JWTSECRET, JWT_SECRET",
        "jwt_secret, JWT_SECRET",
        "JWT-SECRET, JWT_SECRET",
        "JTW_SECRET, JWT_SECRET",
        "JWT_SECERT_FILE, JWT_SECRET_FILE",
        "DATABASE_URI, DATABASE_URL",
        "DATABASE_PASS, DATABASE_PASSWORD",
        "DATABASE_PASWORD, DATABASE_PASSWORD",
        "DATABSE_USER, DATABASE_USER",
        "CORS_ALLOWED_ORIGIN, CORS_ALLOWED_ORIGINS",
        "CORS_ALOWED_ORIGINS, CORS_ALLOWED_ORIGINS",
        "TRUSTED_PROXY, TRUSTED_PROXIES",
        "REFRESH_GRACE_SECS, REFRESH_GRACE_SECONDS",
        "ADMIN_CIDR, ADMIN_CIDRS",
        "STRIPE_WEBHOOK_SECRTE, STRIPE_WEBHOOK_SECRET",
        "LOGFORMAT, LOG_FORMAT",
        "BCRYPT_COSTS, BCRYPT_COST",
        "PLAN_FREE_PER_MIN, PLAN_FREE_PER_MINUTE",
        "PLAN_FREE_PER_MINUTES, PLAN_FREE_PER_MINUTE",
        "AUTH_PER_MINUE, AUTH_PER_MINUTE",
        "APP_EVN, APP_ENV",
        "APP_ENVIRONMENT, APP_ENV",
        "DATABSE_PASSWORD, DATABASE_PASSWORD",
        "ALLOWED_ORIGINS, CORS_ALLOWED_ORIGINS",
        "CROS_ALLOWED_ORIGINS, CORS_ALLOWED_ORIGINS",
        "WEBHOOK_SECRET, STRIPE_WEBHOOK_SECRET",
        "webhook-secret, STRIPE_WEBHOOK_SECRET",
        "STIRPE_WEBHOOK_SECRET, STRIPE_WEBHOOK_SECRET",
        "GRACE_SECONDS, REFRESH_GRACE_SECONDS",
    })
    void typo_isAFaultWithTheNameMeant(String given, String meant) {
        assertThat(faults(Map.of(given, "x"))).singleElement().satisfies(fault -> {
            assertThat(fault.path()).isEqualTo(given);
            assertThat(fault.hint()).isEqualTo("Did you mean " + meant + "?");
        });
    }

    @Test
    void nameThatResemblesAGivenOne_isSomebodyElses() {
        assertThat(faults(Variables.production("DATABASE_URI", "x"))).isEmpty();
        assertThat(faults(Variables.production("JWT_SECRETS_FILE", "x"))).isEmpty();
    }

    /** What shells, build runners, Kubernetes and function runtimes set, by name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH HOME USER LOGNAME SHELL PWD OLDPWD LANG LC_ALL TERM EDITOR HOSTNAME HOSTTYPE OSTYPE MACHTYPE SHLVL"
                        + " TMPDIR DISPLAY XDG_RUNTIME_DIR SSH_AUTH_SOCK MAIL COLORTERM PS1 PROMPT PAGER LESS _ TZ",
                "CI GITHUB_ACTIONS GITHUB_TOKEN GITHUB_REF GITHUB_SHA GITHUB_ENV GITHUB_SERVER_URL RUNNER_OS RUNNER_TEMP"
                        + " GITLAB_CI CI_SERVER_HOST CI_SERVER_PORT CI_SERVER_URL JENKINS_URL BUILD_NUMBER",
                "KUBERNETES_SERVICE_HOST KUBERNETES_SERVICE_PORT KUBERNETES_PORT KUBERNETES_PORT_443_TCP"
                        + " REDIS_SERVICE_HOST REDIS_SERVICE_PORT REDIS_PORT REDIS_PORT_6379_TCP_ADDR DATABASE_PORT"
                        + " DATABASE_HOST DATABASE_SSL DATABASE_NAME DATABASE_SERVICE_PORT DB_HOST DB_PORT POSTGRES_USER"
                        + " POSTGRES_PASSWORD PGHOST PGPORT HTTP_PORT SERVER_PORT MYSQL_PORT POD_NAME POD_IP NODE_NAME",
                "AWS_REGION AWS_LAMBDA_FUNCTION_NAME AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY LAMBDA_TASK_ROOT _HANDLER"
                        + " DYNO PORT_ALLOCATION K_SERVICE K_REVISION FUNCTION_TARGET",
                "JAVA_HOME JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS MAVEN_OPTS MAVEN_HOME CLASSPATH APP_HOME APP_NAME"
                        + " APP_USER APP_DIR LOG_LEVEL LOG_FILE LOG_DIR SECRET_KEY NODE_ENV RAILS_ENV HTTP_PROXY"
                        + " HTTPS_PROXY NO_PROXY COMMAND_MODE __CF_USER_TEXT_ENCODING ITERM_SESSION_ID JWT_ISSUER"
                        + " PUBLIC_IP PUBLIC_DIR ADMIN_EMAIL ADMIN_USER STRIPE_API_KEY PLAN PLAN_ID AUTH_TOKEN",
            })
    void othersVariables_areNoTypos(String names) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String name : names.split(" ")) {
            variables.put(name, "x");
        }
        assertThat(faults(variables)).isEmpty();
    }
}
