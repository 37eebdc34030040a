"""The wall around the buyer's workspace: what is somebody else's is a 404, what the role does not
reach a 403."""

from search.matching.models import Demand
from storefront.vendors.guard import workspace_of

workspace = workspace_of(Demand.DoesNotExist)
