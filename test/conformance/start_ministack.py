"""MiniStack with three things put right. API Gateway's payload 2.0 carries cookies in a list of their own, and MiniStack leaves
them in the header alone (docs.aws.amazon.com/apigateway, "AWS Lambda proxy integrations for HTTP APIs"). And an
AWS::SES::EmailIdentity has six attributes for the DKIM records of its domain, which MiniStack 1.5.33 does not know. And its schedules keep the real
time, while the functions live at the time of the tests: what they would start every few minutes the tests start themselves, when it is due
for their clock. Everything else
is as it comes. It is put right here and not in the product, which speaks to AWS as it is."""

import sys

from ministack.app import main
from ministack.services import lambda_svc, scheduler
from ministack.services.cloudformation import provisioners

execute = lambda_svc._execute_function_with_config_scope


def execute_with_cookies(record, event, *rest, **named):
    if isinstance(event, dict) and event.get("version") == "2.0" and "cookies" not in event:
        sent = event.get("headers", {}).get("cookie")
        if sent:
            event["cookies"] = [cookie.strip() for cookie in sent.split(";")]
    return execute(record, event, *rest, **named)


lambda_svc._execute_function_with_config_scope = execute_with_cookies

identity = provisioners._RESOURCE_HANDLERS["AWS::SES::EmailIdentity"]
create_identity = identity["create"]


def create_identity_with_dkim(logical_id, props, stack_name):
    physical_id, attributes = create_identity(logical_id, props, stack_name)
    for n in (1, 2, 3):
        token = f"token{n}"
        attributes[f"DkimDNSTokenName{n}"] = f"{token}._domainkey.{physical_id}"
        attributes[f"DkimDNSTokenValue{n}"] = f"{token}.dkim.amazonses.com"
    return physical_id, attributes


identity["create"] = create_identity_with_dkim
scheduler.start_scheduler = lambda: None
sys.exit(main())
