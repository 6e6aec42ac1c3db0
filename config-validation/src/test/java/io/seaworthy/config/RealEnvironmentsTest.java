package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What other programs set is no typo of ours, in environments as runners, clusters, functions and shells make them; with
 * nothing of ours given, where every known name is missing, and with everything that production asks for.
 */
class RealEnvironmentsTest {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry(
                    "github",
                    "CI GITHUB_ACTION GITHUB_ACTIONS GITHUB_ACTION_REF GITHUB_ACTION_REPOSITORY GITHUB_ACTOR GITHUB_ACTOR_ID"
                            + " GITHUB_API_URL GITHUB_BASE_REF GITHUB_ENV GITHUB_EVENT_NAME GITHUB_EVENT_PATH GITHUB_GRAPHQL_URL"
                            + " GITHUB_HEAD_REF GITHUB_JOB GITHUB_OUTPUT GITHUB_PATH GITHUB_REF GITHUB_REF_NAME GITHUB_REPOSITORY"
                            + " GITHUB_RETENTION_DAYS GITHUB_RUN_ATTEMPT GITHUB_RUN_ID GITHUB_RUN_NUMBER GITHUB_SERVER_URL GITHUB_SHA"
                            + " GITHUB_STATE GITHUB_STEP_SUMMARY GITHUB_TOKEN GITHUB_TRIGGERING_ACTOR GITHUB_WORKFLOW GITHUB_WORKSPACE"
                            + " RUNNER_ARCH RUNNER_DEBUG RUNNER_ENVIRONMENT RUNNER_NAME RUNNER_OS RUNNER_TEMP RUNNER_TOOL_CACHE"
                            + " ImageOS ImageVersion JAVA_HOME_17_X64 JAVA_HOME_21_X64 ANDROID_HOME GRADLE_HOME AGENT_TOOLSDIRECTORY"
                            + " ACTIONS_RUNTIME_TOKEN ACTIONS_CACHE_URL DEBIAN_FRONTEND NVM_DIR PIPX_HOME SWIFT_PATH VCPKG_ROOT"),
            Map.entry(
                    "gitlab",
                    "CI CI_API_V4_URL CI_BUILDS_DIR CI_COMMIT_AUTHOR CI_COMMIT_BRANCH CI_COMMIT_SHA CI_COMMIT_TAG CI_CONCURRENT_ID"
                            + " CI_DEFAULT_BRANCH CI_DEPLOY_PASSWORD CI_DEPLOY_USER CI_ENVIRONMENT_NAME CI_ENVIRONMENT_SLUG CI_ENVIRONMENT_URL"
                            + " CI_JOB_ID CI_JOB_TOKEN CI_JOB_URL CI_PAGES_URL CI_PIPELINE_ID CI_PIPELINE_URL CI_PROJECT_DIR CI_PROJECT_URL"
                            + " CI_REGISTRY CI_REGISTRY_PASSWORD CI_REGISTRY_USER CI_REPOSITORY_URL CI_RUNNER_ID CI_SERVER_HOST CI_SERVER_PORT"
                            + " CI_SERVER_PROTOCOL CI_SERVER_URL GITLAB_CI GITLAB_FEATURES GITLAB_USER_EMAIL GITLAB_USER_LOGIN TRACE"),
            Map.entry(
                    "jenkins",
                    "BRANCH_NAME BUILD_DISPLAY_NAME BUILD_ID BUILD_NUMBER BUILD_TAG BUILD_URL CHANGE_AUTHOR CHANGE_ID CHANGE_URL"
                            + " EXECUTOR_NUMBER GIT_BRANCH GIT_COMMIT GIT_URL HUDSON_HOME HUDSON_SERVER_COOKIE HUDSON_URL JENKINS_HOME"
                            + " JENKINS_SERVER_COOKIE JENKINS_URL JOB_BASE_NAME JOB_NAME JOB_URL NODE_LABELS NODE_NAME RUN_DISPLAY_URL STAGE_NAME"
                            + " WORKSPACE WORKSPACE_TMP library.shared.version"),
            Map.entry(
                    "circleci",
                    "CIRCLECI CIRCLE_BRANCH CIRCLE_BUILD_NUM CIRCLE_BUILD_URL CIRCLE_JOB CIRCLE_NODE_INDEX CIRCLE_NODE_TOTAL"
                            + " CIRCLE_PROJECT_REPONAME CIRCLE_PROJECT_USERNAME CIRCLE_REPOSITORY_URL CIRCLE_SHA1 CIRCLE_TAG CIRCLE_USERNAME"
                            + " CIRCLE_WORKFLOW_ID CIRCLE_WORKING_DIRECTORY BASH_ENV TRAVIS TRAVIS_BRANCH TRAVIS_BUILD_DIR TRAVIS_JOB_ID"
                            + " TRAVIS_OS_NAME TRAVIS_SECURE_ENV_VARS BUILDKITE BUILDKITE_BRANCH BUILDKITE_BUILD_URL BUILDKITE_AGENT_ACCESS_TOKEN"
                            + " TEAMCITY_VERSION BITBUCKET_BUILD_NUMBER BITBUCKET_STEP_OIDC_TOKEN DRONE_REPO_LINK TF_BUILD AGENT_NAME"
                            + " BUILD_SOURCEBRANCH SYSTEM_ACCESSTOKEN SYSTEM_TEAMPROJECT"),
            Map.entry(
                    "lambda",
                    "_HANDLER _X_AMZN_TRACE_ID AWS_DEFAULT_REGION AWS_REGION AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_NAME"
                            + " AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_VERSION AWS_LAMBDA_INITIALIZATION_TYPE"
                            + " AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME AWS_LAMBDA_LOG_FORMAT AWS_LAMBDA_LOG_LEVEL"
                            + " AWS_ACCESS_KEY AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_LAMBDA_RUNTIME_API LAMBDA_TASK_ROOT"
                            + " LAMBDA_RUNTIME_DIR TZ LANG PATH LD_LIBRARY_PATH AWS_XRAY_CONTEXT_MISSING AWS_XRAY_DAEMON_ADDRESS"
                            + " _AWS_XRAY_DAEMON_ADDRESS _AWS_XRAY_DAEMON_PORT AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
                            + " ECS_CONTAINER_METADATA_URI ECS_CONTAINER_METADATA_URI_V4 AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_ARN"),
            Map.entry(
                    "platforms",
                    "DYNO PORT_ALLOCATION HEROKU_APP_NAME HEROKU_RELEASE_VERSION WEB_CONCURRENCY K_SERVICE K_REVISION K_CONFIGURATION"
                            + " FUNCTION_TARGET FUNCTION_SIGNATURE_TYPE GOOGLE_CLOUD_PROJECT GAE_ENV GAE_INSTANCE GAE_SERVICE WEBSITE_SITE_NAME"
                            + " WEBSITE_HOSTNAME WEBSITE_INSTANCE_ID APPSETTING_WEBSITE_NODE_DEFAULT_VERSION MSI_ENDPOINT MSI_SECRET"
                            + " IDENTITY_ENDPOINT FLY_APP_NAME FLY_REGION FLY_ALLOC_ID RENDER RENDER_SERVICE_ID RENDER_EXTERNAL_URL"
                            + " RAILWAY_ENVIRONMENT VERCEL VERCEL_ENV VERCEL_URL VCAP_APPLICATION VCAP_SERVICES CF_INSTANCE_ADDR CF_INSTANCE_PORT"
                            + " OTEL_EXPORTER_OTLP_ENDPOINT OTEL_SERVICE_NAME OTEL_RESOURCE_ATTRIBUTES DD_AGENT_HOST DD_ENV DD_SERVICE"
                            + " NEW_RELIC_LICENSE_KEY SENTRY_DSN DOCKER_HOST COMPOSE_PROJECT_NAME container"),
            Map.entry(
                    "shells",
                    "PATH HOME USER LOGNAME SHELL PWD OLDPWD LANG LANGUAGE LC_ALL LC_CTYPE TERM TERM_PROGRAM TERM_PROGRAM_VERSION"
                            + " TERM_SESSION_ID EDITOR VISUAL PAGER LESS LESSOPEN LS_COLORS LSCOLORS HOSTNAME HOSTTYPE OSTYPE MACHTYPE SHLVL TMPDIR"
                            + " TMP TEMP DISPLAY WAYLAND_DISPLAY XAUTHORITY XDG_CONFIG_HOME XDG_DATA_DIRS XDG_RUNTIME_DIR XDG_SESSION_ID"
                            + " XDG_SESSION_TYPE XDG_CURRENT_DESKTOP DBUS_SESSION_BUS_ADDRESS SSH_AUTH_SOCK SSH_AGENT_PID SSH_CLIENT"
                            + " SSH_CONNECTION SSH_TTY GPG_AGENT_INFO MAIL COLORTERM COLORFGBG PS1 PS2 PROMPT PROMPT_COMMAND HISTFILE HISTSIZE"
                            + " HISTCONTROL ZDOTDIR FPATH _ TZ COMMAND_MODE Apple_PubSub_Socket_Render XPC_FLAGS XPC_SERVICE_NAME"
                            + " __CFBundleIdentifier __CF_USER_TEXT_ENCODING ITERM_SESSION_ID ITERM_PROFILE HOMEBREW_PREFIX HOMEBREW_CELLAR"
                            + " INFOPATH MANPATH NVM_BIN NVM_INC PYENV_ROOT RBENV_SHELL SDKMAN_DIR GOPATH GOROOT CARGO_HOME JAVA_HOME"
                            + " JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS MAVEN_OPTS MAVEN_HOME M2_HOME GRADLE_USER_HOME CLASSPATH VIRTUAL_ENV"
                            + " CONDA_PREFIX INVOCATION_ID JOURNAL_STREAM SYSTEMD_EXEC_PID NOTIFY_SOCKET WATCHDOG_PID WSL_DISTRO_NAME WSLENV"
                            + " TMUX TMUX_PANE STY WINDOWID VTE_VERSION KONSOLE_VERSION VSCODE_GIT_IPC_HANDLE IDEA_INITIAL_DIRECTORY SUDO_USER"
                            + " SUDO_UID SUDO_COMMAND NO_PROXY no_proxy HTTP_PROXY http_proxy HTTPS_PROXY ALL_PROXY FTP_PROXY"),
            Map.entry(
                    "neighbours",
                    "PGHOST PGPORT PGUSER PGPASSWORD PGDATABASE PGDATA POSTGRES_USER POSTGRES_PASSWORD POSTGRES_DB MYSQL_ROOT_PASSWORD"
                            + " MYSQL_PORT MONGO_URL REDIS_PASSWORD DB_HOST DB_PORT DB_USER DB_PASSWORD DB_NAME DATABASE_HOST DATABASE_PORT"
                            + " DATABASE_NAME DATABASE_SSL SPRING_PROFILES_ACTIVE SERVER_PORT SERVER_NAME NODE_ENV RAILS_ENV DJANGO_SECRET_KEY"
                            + " FLASK_ENV SECRET_KEY SECRET_KEY_BASE APP_HOME APP_NAME APP_USER APP_DIR APP_VERSION APP_URL LOG_LEVEL LOG_FILE"
                            + " LOG_DIR JWT_ISSUER JWT_AUDIENCE PUBLIC_IP PUBLIC_DIR ADMIN_EMAIL ADMIN_USER STRIPE_API_KEY"
                            + " STRIPE_PUBLISHABLE_KEY PLAN PLAN_ID AUTH_TOKEN AUTH_URL SMTP_HOST SMTP_PASSWORD MAIL_FROM SESSION_SECRET"
                            + " COOKIE_SECRET KAFKA_BROKERS RABBITMQ_URL ELASTICSEARCH_URL S3_BUCKET VAULT_ADDR VAULT_TOKEN CONSUL_HTTP_ADDR"));

    private static final List<String> SERVICES = List.of(
            "redis",
            "postgres",
            "database",
            "db",
            "mysql",
            "harbour",
            "harbour-api",
            "api",
            "web",
            "auth",
            "auth-service",
            "session",
            "server",
            "stripe-webhook",
            "log",
            "log-collector",
            "admin",
            "admin-ui",
            "public",
            "proxy",
            "trusted-proxy",
            "jwt-issuer",
            "kafka",
            "rabbitmq",
            "elastic",
            "grafana",
            "prometheus",
            "vault",
            "consul",
            "nginx-ingress",
            "plan",
            "password-reset",
            "cors-proxy",
            "app",
            "app-env",
            "refresh",
            "billing",
            "mail",
            "search",
            "cache");

    /** The variables that Kubernetes sets for each service of a namespace. */
    private static List<String> serviceLinks(String service, int port) {
        String name = service.toUpperCase(Locale.ROOT).replace('-', '_');
        List<String> names = new ArrayList<>(List.of(
                "KUBERNETES_SERVICE_HOST",
                "KUBERNETES_SERVICE_PORT",
                "KUBERNETES_SERVICE_PORT_HTTPS",
                "KUBERNETES_PORT",
                "HOSTNAME"));
        names.addAll(
                List.of(name + "_SERVICE_HOST", name + "_SERVICE_PORT", name + "_SERVICE_PORT_HTTP", name + "_PORT"));
        String tcp = name + "_PORT_" + port + "_TCP";
        names.addAll(List.of(tcp, tcp + "_PROTO", tcp + "_PORT", tcp + "_ADDR"));
        return names;
    }

    private static Map<String, List<String>> environments() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        NAMES.forEach((name, list) -> all.put(name, List.of(list.split(" "))));
        for (String service : SERVICES) {
            all.put("kubernetes " + service, serviceLinks(service, 5432 + service.length()));
        }
        Random random = new Random(50);
        for (int i = 0; i < 10; i++) { // a pod in a namespace with many services
            List<String> names = new ArrayList<>(List.of(NAMES.get("platforms").split(" ")));
            for (int j = 0; j < 12; j++) {
                names.addAll(serviceLinks(SERVICES.get(random.nextInt(SERVICES.size())), 80 + j));
            }
            all.put("namespace " + i, names);
        }
        return all;
    }

    @Test
    void othersVariables_areNoTypos() {
        Map<String, List<String>> environments = environments();
        List<String> alarms = new ArrayList<>();
        environments.forEach((environment, names) -> {
            Map<String, String> alone = new LinkedHashMap<>();
            Map<String, String> beside = new LinkedHashMap<>(Variables.production());
            names.forEach(name -> {
                alone.put(name, "x");
                beside.putIfAbsent(name, "x");
            });
            for (Map<String, String> variables : List.of(alone, beside)) {
                Environment.of(variables)
                        .load(HarbourSettings.class)
                        .faults()
                        .forEach(fault -> alarms.add(environment + ": " + fault));
            }
        });
        System.out.println("RealEnvironmentsTest: " + environments.size() + " environments, twice");
        assertThat(environments.size()).isGreaterThanOrEqualTo(50);
        assertThat(alarms).isEmpty();
    }
}
