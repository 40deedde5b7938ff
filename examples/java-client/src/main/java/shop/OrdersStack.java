package shop;

import io.cdkpythonimages.HealthCheck;
import io.cdkpythonimages.LambdaCodeOptions;
import io.cdkpythonimages.PythonApp;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.lambda.DockerImageFunction;
import software.constructs.Construct;

/** Two apps in one stack, a web app for Fargate and a function for Lambda: what examples/orders/stack.ts is in TypeScript. */
public class OrdersStack extends Stack {
  public OrdersStack(Construct scope, String id) {
    super(scope, id);
    PythonApp api = PythonApp.Builder.create(this, "Api")
        .source("../orders/api")
        .healthCheck(HealthCheck.http("/health"))
        .stopTimeoutSeconds(60)
        .build();
    api.addEcsContainer(FargateTaskDefinition.Builder.create(this, "Task").build(), "Api");

    PythonApp events = PythonApp.Builder.create(this, "Events").source("../orders/events").build();
    DockerImageFunction.Builder.create(this, "Count")
        .code(events.toLambdaCode(LambdaCodeOptions.builder().handler("orders_events.handle").build()))
        .build();
  }
}
