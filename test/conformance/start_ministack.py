"""MiniStack with one thing put right: API Gateway's payload 2.0 carries cookies in a list of their own, and MiniStack 1.4.21
leaves them in the header alone (docs.aws.amazon.com/apigateway, "AWS Lambda proxy integrations for HTTP APIs"). Everything
else is as it comes. It is put right here and not in the product, which speaks to API Gateway as it is."""

import sys

from ministack.app import main
from ministack.services import lambda_svc

execute = lambda_svc._execute_function_with_config_scope


def execute_with_cookies(record, event, *rest, **named):
    if isinstance(event, dict) and event.get("version") == "2.0" and "cookies" not in event:
        sent = event.get("headers", {}).get("cookie")
        if sent:
            event["cookies"] = [cookie.strip() for cookie in sent.split(";")]
    return execute(record, event, *rest, **named)


lambda_svc._execute_function_with_config_scope = execute_with_cookies
sys.exit(main())
