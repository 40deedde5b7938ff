"""moto's server, with two gaps in the update of a stack closed from outside."""

import sys

import moto.cloudformation.models as cloudformation
import moto.ecs.models as ecs
import moto.server

resolve = cloudformation.CloudFormationBackend._resolve_update_parameters


def resolve_update_parameters(self, instance, incoming_params):
    # UsePreviousValue of a parameter that the stack took by default is a KeyError: left out, the default holds again.
    known = [one for one in incoming_params if "ParameterValue" in one or one["ParameterKey"] in instance.parameters]
    return resolve(self, instance, known)


def update_task_definition(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
    # An updated task definition keeps CloudFormation's spelling, so its image cannot be read back: it is made as a new one is.
    return cls.create_from_cloudformation_json(new_resource_name, cloudformation_json, account_id, region_name)


cloudformation.CloudFormationBackend._resolve_update_parameters = resolve_update_parameters
ecs.TaskDefinition.update_from_cloudformation_json = classmethod(update_task_definition)
moto.server.main(sys.argv[1:])
